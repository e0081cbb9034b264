// The dialects of node-sql-parser by themselves; its own types stand at its root only.
declare module 'node-sql-parser/build/*.js' {
  export class Parser {
    /** Throws an error whose `location.start.offset` tells where the text stopped to parse. */
    astify(sql: string): unknown;
  }
}
