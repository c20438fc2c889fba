'use client';

import type { ReactElement, ReactNode } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

export type TooltipProps = {
  text: ReactNode;
  /** One focusable element: a button, a link, or an element with tabIndex and a role. */
  children: ReactElement;
  /** Set when the child is one of our buttons, which connect themselves. */
  isButton?: boolean | undefined;
};

export function Tooltip({ text, children, isButton }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {isButton ? children : <Focusable>{children as FocusableChild}</Focusable>}
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

type FocusableChild = React.ComponentProps<typeof Focusable>['children'];
