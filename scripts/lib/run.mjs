// Starts programs and waits for them. Node built-ins only, because it runs before `npm ci`.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A failure whose message is all the user needs to read: printed without a stack trace. */
export class ScriptError extends Error {}

function quote(word) {
  return `"${word}"`;
}

/** The first and last lines of a long output: programs tell the cause at one of its ends. */
export function excerpt(output, lines = 12) {
  const all = output.split('\n').filter((line) => line.trim() !== '');
  return all.length <= 2 * lines ? all : [...all.slice(0, lines), '…', ...all.slice(-lines)];
}

/**
 * Runs a program to its end. Its output goes to ours, or is collected when `quiet` is set.
 * Answers {code, output}; never rejects for a non-zero exit code, unless `check` names the step:
 * then a failure throws a ScriptError with the tail of the output.
 */
export function run(command, args, { cwd, env, quiet = false, check } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'];
    const options = { cwd, env: env ?? process.env, stdio };
    // Windows starts a .cmd only by its shell, which wants the quotes from us.
    const child = /\.cmd$/i.test(command)
      ? spawn(quote(command), args.map(quote), { ...options, shell: true })
      : spawn(command, args, options);
    let output = '';
    const collect = (chunk) => {
      output = (output + chunk).slice(-200_000);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => reject(new ScriptError(`${check ?? command} failed: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (check && code !== 0) {
        const why = signal ?? `exit code ${code}`;
        reject(new ScriptError([`${check} failed (${why}).`, ...excerpt(output)].join('\n')));
      } else resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs npm: the one that started us where there is one, else the one on PATH. */
export function npm(args, options = {}) {
  const env = { ...(options.env ?? process.env) };
  // A nested npm must look at the folder it is given, not at the project whose script is running.
  for (const name of Object.keys(env)) {
    if (/^npm_(config_(local_)?prefix|package_|lifecycle_|command$)/.test(name)) delete env[name];
  }
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return run(process.execPath, [script, ...args], { ...options, env });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { ...options, env });
}

/** The first of these programs that stands on PATH, as a full path; undefined when there is none. */
export function findOnPath(...names) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      for (const ending of endings) {
        const path = join(folder, name + ending);
        try {
          accessSync(path, constants.X_OK);
          return path;
        } catch {}
      }
    }
  }
  return undefined;
}

/** Runs a script's main function: a ScriptError ends it with one message, anything else with its stack. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof ScriptError ? error.message : error);
    process.exitCode = 1;
  }
}
