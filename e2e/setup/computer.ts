import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';

const BIN = path.resolve(import.meta.dirname, '../../bin/drawbridge.mjs');

/** A computer of the page's person: `drawbridge` with a folder of its own. */
export function computerIn(folder: string) {
  const start = (args: string[]) =>
    spawn(process.execPath, [BIN, ...args], {
      env: { ...process.env, XDG_CONFIG_HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  /** What the command printed; it throws what it said when it failed. */
  async function run(...args: string[]): Promise<string> {
    const child = start(args);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const code = await ended;
    if (code !== 0) throw new Error(`drawbridge ${args.join(' ')}: ${code}\n${errors}`);
    return out;
  }

  /** Signs it in, as the page does where somebody presses Allow. */
  async function signIn(page: Page, origin: string, workspaceId: string): Promise<void> {
    const child = start(['login', '--server', origin, '--no-browser']);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.includes('/cli/authorize?')) continue;
      const asked = Object.fromEntries(new URL(line.trim()).searchParams);
      const allowed = await page.request.post('/api/v1/cli/authorize', {
        data: { ...asked, workspaceId },
        headers: { origin },
      });
      const { redirectTo } = await allowed.json();
      await fetch(redirectTo);
    }
    if ((await ended) !== 0) throw new Error('The computer could not be signed in.');
  }
  return { folder, run, signIn };
}

export type Computer = ReturnType<typeof computerIn>;
