import { quoteAnyShell } from './quote';

/**
 * Lines for a terminal of bash, zsh or fish. One of zsh takes no comments: what is said there is
 * the word of a call that does nothing.
 */
export const pastedLines = (lines: string[]): string =>
  lines
    .map((line) =>
      line.startsWith('#') ? `: ${quoteAnyShell(line.slice(1).trim())}` : line,
    )
    .join('\n');

/** A script for `sh` as one command of any terminal, which keeps its own variables. */
export const pastedScript = (lines: string[]): string =>
  `sh -c ${quoteAnyShell(`\n${lines.join('\n')}\n`)}`;
