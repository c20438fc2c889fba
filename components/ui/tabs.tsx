'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';

type TabItem = { id: string; label: ReactNode; content: ReactNode };

export type TabsProps = {
  /** What the tabs choose between, for screen readers. */
  label: string;
  items: readonly TabItem[];
  selectedId?: string | undefined;
  onSelect?: ((id: string) => void) | undefined;
  size?: 'small' | 'medium' | undefined;
  className?: string | undefined;
};

/** Tabs that swap a panel in place. */
export function Tabs({
  label,
  items,
  selectedId,
  onSelect,
  size = 'medium',
  className,
}: TabsProps) {
  return (
    <AriaTabs
      className={clsx('min-w-0', className)}
      {...(selectedId === undefined ? {} : { selectedKey: selectedId })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList
        aria-label={label}
        className={clsx('tabs-list', size === 'small' && 'tabs-small')}
      >
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="pt-2">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
