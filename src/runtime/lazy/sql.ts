// Faults of SQL, a bundle of its own: node-sql-parser with the dialects that answers are written in.
import { Parser as MySql } from 'node-sql-parser/build/mysql.js';
import { Parser as PostgreSql } from 'node-sql-parser/build/postgresql.js';
import { Parser as Sqlite } from 'node-sql-parser/build/sqlite.js';
import { Parser as TransactSql } from 'node-sql-parser/build/transactsql.js';
import type { SyntaxFault } from '../../engine/verify/verifier.ts';
import { scanSql } from './sqlScan.ts';

const DIALECTS = [new MySql(), new PostgreSql(), new Sqlite(), new TransactSql()];
/** The parsers take time with the square of a statement's length, and double it with every bracket inside of another. */
const MOST = 6_000;
const DEEPEST = 8;
/** Statements of which the dialects' grammars know all that is common. */
const KNOWN =
  /^(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|CREATE\s+(?:TEMP(?:ORARY)?\s+)?TABLE|DROP\s+TABLE|ALTER\s+TABLE)\b/i;
/** Parts of a statement that belong to one product or to none of the grammars. */
const RARE =
  /\b(?:PIVOT|UNPIVOT|MATCH_RECOGNIZE|LATERAL|TABLESAMPLE|PARTITION\s+(?:OF|BY\s+(?:RANGE|LIST|HASH))|CONNECT\s+BY|START\s+WITH|GROUPING\s+SETS|ROLLUP|CUBE|WITHIN\s+GROUP|FILTER|QUALIFY|MODEL|FOR\s+(?:XML|JSON)|CROSS\s+APPLY|OUTER\s+APPLY|OPTION|OUTPUT|MERGE|DECLARE|BEGIN|EXECUTE?|RETURNS|LANGUAGE|TRIGGER|PROCEDURE|FUNCTION|ENGINE|CHARSET|GENERATED|IDENTITY|WINDOW|OVER|ARRAY|UNNEST|JSON\w*|INTERVAL|REGEXP\w*|RLIKE|AGAINST|EXTRACT|CONVERT|CAST|TRY_CAST|COLLATE|NUMBER|VARCHAR2|SYSDATE|ROWNUM|DUAL|MINUS)\b/i;
/** Words without which a text of unknown words is hardly meant as SQL. */
const SQL_WORDS = /\b(?:FROM|INTO|VALUES|TABLE|WHERE)\b/i;
/** First words of statements that are left to the dialects: where none of them takes one, that says nothing. */
const OTHER =
  /^(?:CREATE|DROP|ALTER|TRUNCATE|GRANT|REVOKE|USE|SET|SHOW|DESCRIBE|DESC|EXPLAIN|BEGIN|COMMIT|ROLLBACK|START|SAVEPOINT|CALL|EXEC|EXECUTE|DECLARE|IF|ELSE|END|WHILE|DELIMITER|GO|MERGE|REPLACE|INSERT|DELETE|PRAGMA|ANALYZE|VACUUM|COPY|LOAD|LOCK|UNLOCK|RENAME|COMMENT|PRINT|RETURN|FETCH|OPEN|CLOSE|DEALLOCATE|DO|VALUES|TABLE|BACKUP|RESTORE|ATTACH|DETACH|REINDEX|KILL|FLUSH|HANDLER|PREPARE|RAISERROR|THROW|WAITFOR|DENY|BULK|RECONFIGURE|DBCC|SIGNAL|LEAVE|LOOP|REPEAT|CASE|\()/i;

/**
 * The first fault of one or several statements; null where MySQL, PostgreSQL, SQLite or Transact-SQL takes all of them;
 * 'gave up' where none does, but the text holds what these grammars need not know, and above 6,000 UTF-16 units.
 */
export function sqlFault(text: string): SyntaxFault | null | 'gave up' {
  const scan = scanSql(text);
  if (scan === null) return 'gave up';
  if (scan.fault) return scan.fault;
  if (text.length > MOST || scan.depth > DEEPEST) return 'gave up';
  if (scan.statements.length === 0) return null;
  let worst: SyntaxFault | null = null;
  for (const { at, bare } of scan.statements) {
    const fault = statementFault(text.slice(at, at + bare.length), bare);
    if (fault === 'gave up') return fault;
    if (fault) worst ??= { at: at + fault.at, what: fault.what };
  }
  return worst;
}

/** `bare` is the statement with its strings and comments blanked out, of the same length. */
function statementFault(statement: string, bare: string): SyntaxFault | null | 'gave up' {
  let farthest = -1;
  let found = '';
  for (const dialect of DIALECTS) {
    try {
      dialect.astify(statement);
      return null;
    } catch (error) {
      const at = offsetOf(error);
      if (at === null) return 'gave up';
      if (at > farthest) {
        farthest = at - (/\w+$/.exec(statement.slice(Math.max(0, at - 40), at))?.[0].length ?? 0);
        found = statement.slice(farthest);
      }
    }
  }
  const head = bare.trimStart();
  if (RARE.test(bare)) return 'gave up';
  if (!KNOWN.test(head) && (OTHER.test(head) || !SQL_WORDS.test(bare))) return 'gave up';
  const word = /^\s*(\w+|\S)/.exec(found)?.[1];
  return { at: farthest, what: word === undefined ? 'it ends too early' : `unexpected \`${word.slice(0, 24)}\`` };
}

/** Where a parser stopped; null for an error that is not about the text. */
function offsetOf(error: unknown): number | null {
  const { location } = error as { location?: { start?: { offset?: unknown } } };
  const offset = location?.start?.offset;
  return typeof offset === 'number' ? offset : null;
}
