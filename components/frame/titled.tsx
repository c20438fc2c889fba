import type { ComponentType } from 'react';
import { TabTitle } from './tab-title';

/** A page, or what stands while it loads, with a title that is known before it is read. */
export function titled<Props extends object>(title: string, Page: ComponentType<Props>) {
  return function Titled(props: Props) {
    return (
      <>
        <TabTitle>{title}</TabTitle>
        <Page {...props} />
      </>
    );
  };
}
