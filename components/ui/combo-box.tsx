'use client';

import clsx from 'clsx';
import { ChevronDown, Search } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Collection } from 'react-aria-components/Collection';
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
} from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { FieldLabel, FieldNotes } from './field';
import { LIST_HEIGHT_MAX, listSide } from './list-side';

export type ComboBoxOption = {
  id: string;
  /** What the input shows once the option is chosen, and what is read aloud. */
  label: string;
  detail?: string | undefined;
  isDisabled?: boolean | undefined;
};

type ComboBoxSection<Option extends ComboBoxOption> = {
  id: string;
  title: string;
  options: readonly Option[];
};

type OwnProps<Option extends ComboBoxOption> = {
  label: string;
  /** Options, or sections of them. */
  options: readonly Option[] | readonly ComboBoxSection<Option>[];
  /** True when the caller filters by `onInputChange`; otherwise typing filters here. */
  isAsync?: boolean | undefined;
  isLoading?: boolean | undefined;
  /** Said in the list when nothing matches. */
  emptyText?: string | undefined;
  renderOption?: ((option: Option) => ReactNode) | undefined;
  placeholder?: string | undefined;
  description?: ReactNode;
  error?: string | null | undefined;
  isMono?: boolean | undefined;
  isOptional?: boolean | undefined;
  className?: string | undefined;
};

export type ComboBoxProps<Option extends ComboBoxOption> = OwnProps<Option> &
  Omit<
    AriaComboBoxProps<Option>,
    | 'children'
    | 'className'
    | 'style'
    | 'isInvalid'
    | 'validate'
    | 'validationBehavior'
    | 'items'
    | 'defaultItems'
    | 'defaultFilter'
    | 'allowsEmptyCollection'
    | 'selectionMode'
  >;

type Row<Option extends ComboBoxOption> = Option | ComboBoxSection<Option>;

function isSection<Option extends ComboBoxOption>(
  row: Row<Option>,
): row is ComboBoxSection<Option> {
  return 'options' in row;
}

export function ComboBox<Option extends ComboBoxOption>({
  label,
  options,
  isAsync,
  isLoading,
  emptyText = 'Nothing matches.',
  renderOption,
  placeholder = '',
  description,
  error,
  isMono,
  isOptional,
  className,
  menuTrigger = 'focus',
  onOpenChange,
  ...rest
}: ComboBoxProps<Option>) {
  const { field, side, choose } = useListSide();
  // The list of the component is typed by its leaves; here a row may also be a section.
  const rows = options as readonly Option[];
  return (
    <AriaComboBox
      {...rest}
      {...(isAsync ? { items: rows } : { defaultItems: rows })}
      menuTrigger={menuTrigger}
      onOpenChange={(isOpen, trigger) => {
        if (isOpen) choose();
        onOpenChange?.(isOpen, trigger);
      }}
      className={clsx('field', className)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      allowsEmptyCollection
    >
      <FieldLabel label={label} isOptional={isOptional} />
      <Group ref={field} className="input input-group">
        <Search size={16} aria-hidden="true" />
        <Input className={clsx(isMono && 'input-mono')} placeholder={placeholder} />
        <Button>
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover
        className="popover"
        offset={6}
        placement={`${side} start`}
        maxHeight={LIST_HEIGHT_MAX}
      >
        <ListBox
          aria-busy={isLoading}
          renderEmptyState={() => (
            <p className="list-empty">{isLoading ? 'Looking…' : emptyText}</p>
          )}
        >
          {(row: Option) => renderRow(row, renderOption)}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

function useListSide() {
  const field = useRef<HTMLDivElement>(null);
  const [side, setSide] = useState<'bottom' | 'top'>('bottom');
  const choose = () => {
    if (field.current)
      setSide(listSide(field.current.getBoundingClientRect(), window.innerHeight));
  };
  return { field, side, choose };
}

type RenderOption<Option> = ((option: Option) => ReactNode) | undefined;

function renderRow<Option extends ComboBoxOption>(
  row: Row<Option>,
  renderOption: RenderOption<Option>,
) {
  if (!isSection(row)) return <OptionItem option={row} renderOption={renderOption} />;
  return (
    <ListBoxSection id={row.id}>
      <Header className="list-section-title">{row.title}</Header>
      <Collection items={row.options}>
        {(option) => <OptionItem option={option} renderOption={renderOption} />}
      </Collection>
    </ListBoxSection>
  );
}

type OptionItemProps<Option> = { option: Option; renderOption: RenderOption<Option> };

function OptionItem<Option extends ComboBoxOption>({
  option,
  renderOption,
}: OptionItemProps<Option>) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.isDisabled ?? false}
      className="list-option"
    >
      {renderOption ? (
        renderOption(option)
      ) : (
        <>
          <span>{option.label}</span>
          {option.detail ? (
            <span className="list-item-detail">{option.detail}</span>
          ) : null}
        </>
      )}
    </ListBoxItem>
  );
}
