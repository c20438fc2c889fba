import type { ExplanationNode } from './explanation-node';

const MARKS: Record<ExplanationNode['verdict'], string> = {
  allow: 'yes',
  deny: 'no',
  conditional: 'if',
  passes: 'yes',
  refused: 'no',
  allows: 'yes',
  'allows-if': 'if',
  denies: 'no',
  'denies-if': 'if',
  silent: 'no',
  'not-read': '?',
  'not-applicable': '-',
  malformed: 'no',
  applies: 'yes',
  'applies-if': 'if',
  'does-not-apply': 'no',
  holds: 'yes',
  fails: 'no',
  unknown: '?',
};

const MARK_WIDTH = 3;

/**
 * An explanation as lines for a terminal, indented by its levels. Each line has its verdict
 * in a word before its sentence: yes, no, if, ? for what is not known, - for what has no say.
 * `>` in the first column marks the nodes that the answer rests on.
 */
export const renderExplanation = (tree: ExplanationNode): string[] => linesOf(tree, 0);

function linesOf(node: ExplanationNode, depth: number): string[] {
  const gutter = node.isDeciding ? '>' : ' ';
  const mark = MARKS[node.verdict].padEnd(MARK_WIDTH);
  return [
    `${gutter} ${'  '.repeat(depth)}${mark} ${node.sentence}`,
    ...node.children.flatMap((child) => linesOf(child, depth + 1)),
  ];
}
