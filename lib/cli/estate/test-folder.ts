import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Io } from '../io';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-estate-'));
  folders.push(folder);
  return folder;
}

/** Writes files by name: text and bytes as they are, anything else as JSON. */
export function folderOf(files: Record<string, unknown>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const isPlain = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(file, isPlain ? content : JSON.stringify(content));
  }
  return folder;
}

/** Runs a command and gathers what it writes. */
export async function run(
  command: (args: string[], io: Io) => Promise<number>,
  ...args: string[]
): Promise<{ code: number; out: string[]; errors: string[] }> {
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await command(args, {
    stdout: (line) => out.push(line),
    stderr: (line) => errors.push(line),
  });
  return { code, out, errors };
}
