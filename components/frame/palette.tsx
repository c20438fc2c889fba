'use client';

import { Search } from 'lucide-react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Collection } from 'react-aria-components/Collection';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { Kbd } from '../ui/kbd';

export type PaletteItem = {
  id: string;
  title: string;
  detail?: string | undefined;
  href: string;
};

export type PaletteSection = {
  id: string;
  title: string;
  items: readonly PaletteItem[];
};

export type PaletteProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** What is typed. The caller answers with sections; nothing is filtered here. */
  text: string;
  onTextChange: (text: string) => void;
  sections: readonly PaletteSection[];
  emptyText: string;
  onChoose: (item: PaletteItem) => void;
  placeholder?: string | undefined;
};

/** Type, arrow, Enter: the one field that leads everywhere. */
export function Palette({
  isOpen,
  onOpenChange,
  text,
  onTextChange,
  sections,
  emptyText,
  onChoose,
  placeholder = 'Role, account, bucket, person',
}: PaletteProps) {
  const choose = (id: string) => {
    const item = sections.flatMap(({ items }) => items).find((one) => one.id === id);
    if (item) onChoose(item);
  };
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className="scrim scrim-center"
    >
      <Modal className="palette">
        <Dialog className="palette-dialog" aria-label="Find">
          <Autocomplete inputValue={text} onInputChange={onTextChange}>
            <SearchField autoFocus aria-label={placeholder} className="palette-field">
              <Search size={18} aria-hidden="true" />
              <Input placeholder={placeholder} />
              <Kbd>esc</Kbd>
            </SearchField>
            <Menu
              aria-label="Found"
              className="list palette-list"
              items={sections}
              onAction={(key) => choose(String(key))}
              renderEmptyState={() => <p className="list-empty">{emptyText}</p>}
            >
              {(section) => <Section section={section} />}
            </Menu>
          </Autocomplete>
          <p className="palette-foot" aria-hidden="true">
            <span>
              <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
            </span>
            <span>
              <Kbd>↵</Kbd> open
            </span>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Section({ section }: { section: PaletteSection }) {
  return (
    <MenuSection id={section.id}>
      <Header className="list-section-title">{section.title}</Header>
      <Collection items={section.items}>
        {(item) => (
          <MenuItem id={item.id} textValue={item.title} className="list-option">
            <span className="truncate">{item.title}</span>
            <span className="text-sm text-muted">{item.detail}</span>
          </MenuItem>
        )}
      </Collection>
    </MenuSection>
  );
}
