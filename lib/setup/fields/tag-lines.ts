import type { RoleTag } from '@/lib/core/role-tag';

/** Tags as a draft keeps them: one a line, key and value apart by a tab, which neither can hold. */
export const tagsOfLines = (text: string): RoleTag[] =>
  text === ''
    ? []
    : text.split('\n').map((line) => {
        const [key = '', ...rest] = line.split('\t');
        return { key, value: rest.join(' ') };
      });

/** The same as a draft keeps them. */
export const linesOfTags = (tags: RoleTag[]): string =>
  tags.map(({ key, value }) => `${plain(key)}\t${plain(value)}`).join('\n');

const plain = (text: string): string => text.replace(/[\t\r\n]/g, ' ');
