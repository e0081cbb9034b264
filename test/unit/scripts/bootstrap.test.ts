// Installing dependencies never reaches through a link into a folder that others use.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bootstrap } from '../../../scripts/lib/bootstrap.mjs';

let place: string;
let clone: string;
let shared: string;

/** A clone whose node_modules leads to a folder installed at this time, in seconds; its lock file is of second 2000. */
function linkedClone(installedAt: number): void {
  writeFileSync(join(clone, 'package.json'), '{"name":"clone","version":"1.0.0"}');
  const lock = join(clone, 'package-lock.json');
  // Npm refuses this lock file before it touches a folder.
  writeFileSync(lock, 'no lock file');
  utimesSync(lock, 2000, 2000);
  const installed = join(shared, '.package-lock.json');
  writeFileSync(installed, '{}');
  utimesSync(installed, installedAt, installedAt);
  symlinkSync(shared, join(clone, 'node_modules'), 'junction');
}

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'ci-bootstrap-'));
  clone = join(place, 'clone');
  shared = join(place, 'shared');
  mkdirSync(clone);
  mkdirSync(shared);
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

test('refuses to install through a link, says what to do, and leaves the folder behind it alone', async () => {
  linkedClone(1000);
  await expect(bootstrap(clone)).rejects.toThrow(/node_modules is a link.*remove the link/s);
  expect(existsSync(join(shared, '.package-lock.json'))).toBe(true);
});

test('refuses a link that leads nowhere', async () => {
  linkedClone(3000);
  rmSync(shared, { recursive: true });
  await expect(bootstrap(clone)).rejects.toThrow(/node_modules is a link/);
});

test('uses a linked folder that is new enough', async () => {
  linkedClone(3000);
  await bootstrap(clone);
  expect(existsSync(join(shared, '.package-lock.json'))).toBe(true);
});
