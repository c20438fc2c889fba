import { sampleOf, wildcardGlob } from '../parse/glob';
import type { Template } from '../parse/template';

/** What stands for a variable, and for the part of a text that a wildcard covers. */
export const SAMPLE = 'sample';
/** Text that no policy names, so it stands for every other. */
export const OTHER = 'drawbridge-other';

/**
 * Texts that fit a pattern: with its runs empty and with something in them. A text without
 * wildcards is its own only sample. Variables get a fixed value.
 */
export function samplesOf(pattern: Template | string): string[] {
  const filled = (run: string) =>
    typeof pattern === 'string'
      ? sampleOf(wildcardGlob(pattern), run)
      : fillTemplate(pattern, run);
  return [...new Set([filled('any'), filled('')])];
}

const fillTemplate = ({ constant, parts }: Template, run: string): string =>
  constant
    ? sampleOf(constant.glob, run)
    : parts
        .map((part) => (part.kind === 'variable' ? SAMPLE : sampleOf(part.glob, run)))
        .join('');

/** A text that may fit two patterns: the beginning of the one and the end of the other. */
export function overlapSamples(patterns: string[]): string[] {
  const wild = patterns.filter((pattern) => /[*?]/.test(pattern)).slice(0, WILD_MAX);
  return wild.flatMap((a) =>
    wild
      .filter((b) => b !== a)
      .map((b) => `${/^[^*?]*/.exec(a)?.[0] ?? ''}${/[^*?]*$/.exec(b)?.[0] ?? ''}`),
  );
}

const WILD_MAX = 24;
