'use client';

import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';

type Answer = {
  id: string;
  /** The answer as one sentence, for search by typing and for screen readers. */
  text: string;
  content: ReactNode;
};

type AnswerListProps = {
  label: string;
  title: string;
  aside: string;
  answers: readonly Answer[];
  selectedId: string | null;
  onSelect: (id: string) => void;
  children?: ReactNode;
};

const itemClass =
  'grid min-h-14 cursor-pointer items-center border-b border-hairline px-3 py-2 leading-snug outline-none data-hovered:bg-sunken data-selected:bg-surface data-selected:shadow-[inset_3px_0_var(--color-ink)] data-focus-visible:rounded-control data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-ink max-md:px-4';

/** Answers to choose from; the chosen one's proof stands beside. Arrow keys choose. */
export function AnswerList(props: AnswerListProps) {
  const { label, title, aside, answers, selectedId, onSelect } = props;
  return (
    <section className="min-w-0 max-md:-mx-4" aria-label={label}>
      <div className="flex items-baseline justify-between gap-2 border-b border-ink px-3 pb-2 max-md:px-4">
        <h2>{title}</h2>
        <span className="text-sm text-muted">{aside}</span>
      </div>
      <ListBox
        aria-label={label}
        items={answers}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selectedId === null ? [] : [selectedId]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          if (key !== undefined) onSelect(String(key));
        }}
        className="outline-none"
      >
        {(answer) => (
          <ListBoxItem id={answer.id} textValue={answer.text} className={itemClass}>
            {answer.content}
          </ListBoxItem>
        )}
      </ListBox>
      {props.children}
    </section>
  );
}
