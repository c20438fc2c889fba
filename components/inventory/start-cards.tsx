import clsx from 'clsx';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { ConnectDrawing, PracticeDrawing } from './start-drawings';

type StartCardsProps = {
  connectHref: string;
  practiceHref: string | null;
  className?: string | undefined;
};

/** The ways to begin, side by side. */
export function StartCards({ connectHref, practiceHref, className }: StartCardsProps) {
  return (
    <div className={clsx('@container mt-6 max-w-[720px]', className)}>
      <ul aria-label="Ways to start" className="grid gap-4 @xl:grid-cols-2">
        {practiceHref ? (
          <StartCard
            isFirst
            drawing={<PracticeDrawing />}
            title="Practice"
            facts={['nothing', 'nothing in AWS', '10 seconds']}
            action={
              <ButtonLink href={practiceHref} variant="primary" isWide>
                Start with Practice
              </ButtonLink>
            }
          >
            14 practice accounts on this machine. Policies are really enforced, so a
            denied crossing is denied.
          </StartCard>
        ) : null}
        <StartCard
          drawing={<ConnectDrawing />}
          title="Connect one account"
          facts={['an admin in that account', 'nothing until you apply', '3 minutes']}
          action={
            <ButtonLink href={connectHref} isWide>
              Connect an account
            </ButtonLink>
          }
        >
          By a profile of the server’s own AWS configuration, or by a role that trusts
          this console and nobody else.
        </StartCard>
      </ul>
    </div>
  );
}

type StartCardProps = {
  isFirst?: boolean | undefined;
  drawing: ReactNode;
  title: string;
  facts: readonly [needs: string, changes: string, takes: string];
  action: ReactNode;
  children: ReactNode;
};

const FACT_TITLES = ['Needs', 'Changes', 'Takes'] as const;

function StartCard({ isFirst, drawing, title, facts, action, children }: StartCardProps) {
  return (
    <li
      className={clsx(
        'card grid gap-4 p-5 @xl:row-span-4 @xl:grid-rows-subgrid',
        isFirst && 'border-2 border-ink p-[19px]',
      )}
    >
      {drawing}
      <div>
        <h2 className="mb-1.5 text-md">{title}</h2>
        <p>{children}</p>
      </div>
      <dl className="content-start border-t border-hairline text-sm">
        {facts.map((fact, index) => (
          <div
            key={FACT_TITLES[index]}
            className="grid grid-cols-[64px_minmax(0,1fr)] gap-2 border-b border-hairline py-1.5"
          >
            <dt className="text-muted">{FACT_TITLES[index]}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <div>{action}</div>
    </li>
  );
}
