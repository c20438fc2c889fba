'use client';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { PLAN_TAGS, type RoleTag, TAGS_MAX } from '@/lib/core/role-tag';
import { linesOfTags, tagsOfLines } from '@/lib/setup/fields/tag-lines';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { untaggedNotes } from './untagged-notes';

const MOST = TAGS_MAX - PLAN_TAGS;

/** The role's tags, a key and a value in each row. */
export function TagsField({ form }: FormProps) {
  const tags = tagsOfLines(form.fields.tags);
  const set = (next: RoleTag[]) => form.set({ tags: linesOfTags(next) });
  const [added, setAdded] = useState(-1);
  const group = useRef<HTMLFieldSetElement>(null);
  const notes = untaggedNotes(form.fields);
  function add(more: RoleTag[]) {
    setAdded(tags.length);
    set([...tags, ...more]);
  }
  function remove(index: number) {
    set(tags.toSpliced(index, 1));
    setAdded(-1);
    // What had the focus is gone with its row.
    group.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  }
  const error = form.errorOf('tags');
  return (
    <FieldSlot name="tags" warning={form.warningOf('tags')}>
      <fieldset ref={group} className="grid gap-2" aria-describedby="tags-notes">
        <legend className="field-label mb-1">
          Tags<span className="field-optional">optional</span>
        </legend>
        {tags.map((tag, index) => (
          <TagRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
            key={index}
            place={index + 1}
            tag={tag}
            isNew={index === added}
            onChange={(next) => set(tags.with(index, next))}
            onRemove={() => remove(index)}
          />
        ))}
        <div className="flex flex-wrap gap-2">
          <Button
            data-add
            size="small"
            isDisabled={tags.length >= MOST}
            onPress={() => add([{ key: '', value: '' }])}
          >
            Add a tag
          </Button>
          {notes.length > 0 ? (
            <Button size="small" variant="quiet" onPress={() => add(notes)}>
              Tag it with {notes.map(({ key }) => key).join(' and ')}
            </Button>
          ) : null}
        </div>
        <div id="tags-notes">
          <p className="field-hint">Kept on the role at AWS; tags of others stay.</p>
          {error ? (
            <p role="alert" className="field-error">
              {error}
            </p>
          ) : null}
        </div>
      </fieldset>
    </FieldSlot>
  );
}

type TagRowProps = {
  place: number;
  tag: RoleTag;
  isNew: boolean;
  onChange: (tag: RoleTag) => void;
  onRemove: () => void;
};

function TagRow({ place, tag, isNew, onChange, onRemove }: TagRowProps) {
  const { key, value } = tag;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2">
      <Field
        label={`Key ${place}`}
        value={key}
        onChange={(next) => onChange({ ...tag, key: next })}
        autoFocus={isNew}
        autoComplete="off"
        spellCheck="false"
      />
      <Field
        label={`Value ${place}`}
        value={value}
        onChange={(next) => onChange({ ...tag, value: next })}
        autoComplete="off"
        spellCheck="false"
      />
      <IconButton label={`Remove tag ${key || place}`} onPress={onRemove}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
