import { err, ok, type Result } from '@/lib/core/result';

const BEGIN = '# drawbridge: begin';
const END = '# drawbridge: end';

/** A configuration file, cut around the lines that are ours. */
export type ConfigParts = {
  before: string;
  /** With its first and last line; empty when there is none yet. */
  block: string;
  after: string;
};

/** Lines with their ends. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** What UTF-16 begins with, or holds in each letter: lines of ours would be garbage in it. */
const NOT_UTF8 = /^(?:\xff\xfe|\xfe\xff)|\0/;

/** Cuts a file at our two lines. Fails when they are not one pair: then nobody knows what is ours. */
export function partsOf(text: string): Result<ConfigParts, string> {
  if (NOT_UTF8.test(text)) return err('it is no text in UTF-8, which AWS clients read');
  const lines = linesOf(text);
  const places = (mark: string) =>
    lines.flatMap((line, at) => (line.trimEnd() === mark ? [at] : []));
  const [[first, ...firsts], [last, ...lasts]] = [places(BEGIN), places(END)];
  if (first === undefined && last === undefined)
    return ok({ before: text, block: '', after: '' });
  const isPair =
    first !== undefined && last !== undefined && first < last && !firsts[0] && !lasts[0];
  if (!isPair)
    return err(
      `the lines "${BEGIN}" and "${END}" are not one pair. Take what is ours out by hand`,
    );
  const join = (from: number, to?: number) => lines.slice(from, to).join('');
  return ok({
    before: join(0, first),
    block: join(first, last + 1),
    after: join(last + 1),
  });
}

/** A file is held as its bytes, a letter each; our lines are UTF-8, as AWS clients read them. */
const bytesOf = (line: string): string => Buffer.from(line, 'utf8').toString('latin1');

/** The file with other lines of ours: in the place of the old ones, else at its end. */
export function withBlock({ before, block, after }: ConfigParts, ours: string[]): string {
  const lineEnd = `${before}${after}`.includes('\r\n') ? '\r\n' : '\n';
  const isCut = block === '' && before !== '' && !before.endsWith('\n');
  const text = ours.map((line) => bytesOf(line) + lineEnd).join('');
  return `${before}${isCut && text ? lineEnd : ''}${text}${after}`;
}

/** Our lines with the two that hold them and with notes about them; none around nothing. */
export const framed = (lines: string[], notes: string[]): string[] =>
  lines.length === 0
    ? []
    : [BEGIN, ...notes.filter(Boolean).map((note) => `# ${note}`), ...lines, END];

/** The header of a section, also behind the mark that some editors put before UTF-8. */
const SECTION = /^(?:\xef\xbb\xbf)?\s*\[([^\]]*)\]/;
const PROFILE = /^profile\s+(["']?)(.+)\1$/;

/** The profiles of a file or a part of it. */
export const profilesIn = (text: string): string[] =>
  linesOf(text).flatMap((line) => {
    const header = SECTION.exec(line)?.[1]?.trim();
    return (header && PROFILE.exec(header)?.[2]) ?? [];
  });
