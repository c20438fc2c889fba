'use client';

import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { EmptyState } from '../ui/empty-state';
import { SmallBridge } from './small-bridge';

export type PageErrorProps = { retry: () => void };

export function PageError({ retry }: PageErrorProps) {
  return (
    <div role="alert">
      <EmptyState
        title="This page could not be shown"
        picture={<SmallBridge state="denied" />}
        actions={
          <>
            <Button variant="primary" onPress={retry}>
              Try again
            </Button>
            <ButtonLink href="/">Go home</ButtonLink>
          </>
        }
      >
        Something failed on our side, and nothing in AWS was changed by it. The server’s
        log says what it was.
      </EmptyState>
    </div>
  );
}
