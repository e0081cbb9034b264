import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSettings, type SettingsSchema, toInspectOptions } from '../../../src/extension/settings.ts';

const root = new URL('../../../', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
const manifest = read('package.json');
const properties: Record<string, { default: unknown; scope: string; minimum?: number; maximum?: number }> =
  manifest.contributes.configuration.properties;

describe('settings', () => {
  const defaults = parseSettings(() => undefined);

  it('have the defaults, names and bounds of the manifest', () => {
    const declared = Object.fromEntries(
      Object.entries(properties).map(([name, p]) => [name.replace('corpusInspector.', ''), p.default]),
    );
    expect(defaults).toEqual(declared);
    for (const [name, { minimum, maximum, scope }] of Object.entries(properties)) {
      const key = name.replace('corpusInspector.', '') as keyof typeof SettingsSchema.entries;
      expect(scope).toBe('resource');
      for (const bound of [minimum, maximum]) {
        if (bound !== undefined) expect(parseSettings((n) => (n === key ? bound : undefined))[key]).toBe(bound);
      }
      if (maximum !== undefined) {
        expect(parseSettings((n) => (n === key ? maximum + 1 : undefined))[key]).toBe(defaults[key]);
      }
    }
  });

  it('fall back one by one when they are wrong', () => {
    const given: Record<string, unknown> = { analyzeOnOpen: 'always', exclude: 'x', memoryMB: '600', editDelay: 5 };
    expect(parseSettings((name) => given[name])).toEqual({ ...defaults, editDelay: 5 });
  });

  it('become options of the engine, where the choice of the session wins', () => {
    const settings = { ...defaults, views: { response: '$.answer', prompt: '$.q' }, jobs: 2 };
    expect(toInspectOptions(settings, { response: '$.text' })).toEqual({
      views: { response: '$.text', prompt: '$.q' },
      textSplit: 'auto',
      jobs: 2,
      memoryMb: 1536,
      lowNovelty: 0.2,
      nearDuplicate: 0.7,
      keeper: 'first',
      keep: 1,
    });
    expect(toInspectOptions(defaults)).not.toHaveProperty('jobs');
    expect(toInspectOptions(defaults)).not.toHaveProperty('by');
    expect(toInspectOptions({ ...defaults, groupBy: ' meta.model ' })).toHaveProperty('by', 'meta.model');
  });
});

describe('the manifest', () => {
  it('has a text for every key it names, and none besides', () => {
    const named = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect(new Set(named)).toEqual(new Set(Object.keys(read('package.nls.json'))));
  });

  it('says for every command where the palette shows it', () => {
    const commands = manifest.contributes.commands.map((c: { command: string }) => c.command);
    const palette = manifest.contributes.menus.commandPalette.map((c: { command: string }) => c.command);
    expect(palette).toEqual(commands);
  });
});
