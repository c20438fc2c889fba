import { spawn } from 'node:child_process';

const PROGRAMS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Shows a page in the person's browser, or tells that there is none. Everybody here sees the address. */
export function openBrowser(url: string, onMissing = () => {}): void {
  const [program, ...args] = PROGRAMS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', onMissing);
  child.once('exit', (code) => code !== 0 && onMissing());
  child.unref();
}
