import { spawnSync } from 'node:child_process';

/** The words of every call by which a bash script writes, in order, as bash hands them to aws. */
export function wordsOfBash(script: string): string[] {
  const functions = script.slice(0, script.lastIndexOf('\nexpect_account '));
  const writes = [...functions.matchAll(/^write_\d+(?=\(\))/gm)].map(([name]) => name);
  const tape = String.raw`aws() { printf '%s\0' "$@" >&3; }`;
  const input = `${functions}\n${tape}\nexec 3>&1\n${writes.join('\n')}\n`;
  const { stdout, status, stderr } = spawnSync('bash', [], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\0').slice(0, -1);
}

const TOKEN =
  /(Title|IsCheckedFirst|Done|Stand|Write) = |['\u2018-\u201b]((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)['\u2018-\u201b]/gu;

/** The same of a PowerShell script, as PowerShell reads its strings: the files hold what bash hands over. */
export function wordsOfPowerShell(script: string): string[] {
  const start = script.indexOf('\n$Steps = @(');
  const steps = script.slice(start, script.lastIndexOf('\n)\n\n$null = New-Item'));
  let part = '';
  const words: string[] = [];
  for (const [, name, text] of steps.matchAll(TOKEN)) {
    if (name !== undefined) part = name;
    else if (part === 'Write' && text !== undefined)
      words.push(text.replace(/(['\u2018-\u201b])./gu, '$1'));
  }
  return words.filter((word) => !/^(?:request|document)-\d+\.json$/.test(word));
}
