'use client';

import { type RefObject, useState } from 'react';
import { RowGlyph } from '@/components/bridge/row-glyph';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { RoleRow } from './role-row';
import type { HomeState } from './use-home';

const SHOWN_WIDE = 8;
const SHOWN_NARROW = 4;
/** As many as anybody reads before they type another letter; more on demand. */
const SHOWN_STEP = 60;

type RoleListProps = {
  page: HomeState;
  consoleEndpoint: string;
  firstForm: RefObject<HTMLFormElement | null>;
};

export function RoleList({ page, consoleEndpoint, firstForm }: RoleListProps) {
  const [isWhole, setIsWhole] = useState(false);
  const [steps, setSteps] = useState({ typed: page.typed, count: 1 });
  if (page.rolesTotal === 0) return <NoRoles />;
  const isAll = isWhole || page.typed !== '';
  // Another text starts at the top again.
  const stepsTotal = steps.typed === page.typed ? steps.count : 1;
  const shown = page.roles.slice(0, isAll ? stepsTotal * SHOWN_STEP : SHOWN_WIDE);
  return (
    <section aria-labelledby="roles-title" className="min-w-0">
      <h2 id="roles-title" className="sr-only">
        Your roles
      </h2>
      {shown.length === 0 ? <NoMatch page={page} /> : null}
      <ul className="mt-1 max-md:mt-3">
        {shown.map((role, index) => (
          <RoleRow
            key={role.roleArn}
            role={role}
            isFirst={index === 0}
            className={!isAll && index >= SHOWN_NARROW ? 'max-md:hidden' : undefined}
            consoleEndpoint={consoleEndpoint}
            format={page.format}
            step={page.stepOf(role.roleArn)}
            error={page.errorOf(role.roleArn)}
            formRef={index === 0 ? firstForm : undefined}
            onPin={(isPinned) => page.pin(role, isPinned)}
            onCopy={(format) => page.copy(role, format)}
            onOpenDrawer={() => page.openDrawer(role.roleArn)}
            onConsole={() => page.noteSession(null)}
          />
        ))}
      </ul>
      {isAll ? (
        <More
          leftTotal={page.roles.length - shown.length}
          onMore={() => setSteps({ typed: page.typed, count: stepsTotal + 1 })}
        />
      ) : null}
      <Foot page={page} isAll={isAll} onShowAll={() => setIsWhole(true)} />
    </section>
  );
}

function More({ leftTotal, onMore }: { leftTotal: number; onMore: () => void }) {
  if (leftTotal <= 0) return null;
  return (
    <Button size="row" onPress={onMore} className="mt-3">
      Show {Math.min(leftTotal, SHOWN_STEP)} more of {leftTotal.toLocaleString('en-GB')}
    </Button>
  );
}

type FootProps = { page: HomeState; isAll: boolean; onShowAll: () => void };

function Foot({ page, isAll, onShowAll }: FootProps) {
  const { rolesTotal, roles } = page;
  const words =
    page.typed === ''
      ? 'Pins first, then what you use often and lately.'
      : `${roles.length} of ${rolesTotal} roles match.`;
  return (
    <p className="mt-3 text-sm text-muted">
      <span role="status">{words}</span>{' '}
      {!isAll && rolesTotal > SHOWN_NARROW ? (
        <button
          type="button"
          className={`text-link text-ink ${rolesTotal > SHOWN_WIDE ? '' : 'md:hidden'}`}
          onClick={onShowAll}
        >
          Show all {rolesTotal} roles
        </button>
      ) : null}
    </p>
  );
}

function NoMatch({ page }: { page: HomeState }) {
  return (
    <EmptyState
      title={`No role matches “${page.typed}”`}
      actions={<Button onPress={() => page.setTyped('')}>Remove the filter</Button>}
    >
      The filter looks at role and account names, account IDs, ARNs and descriptions.
    </EmptyState>
  );
}

function NoRoles() {
  return (
    <EmptyState
      title="No roles yet"
      picture={<RowGlyph left="trusted" state="untested" isSilent />}
      actions={
        <>
          <ButtonLink href="/new" variant="primary">
            Build new access
          </ButtonLink>
          <ButtonLink href="/access">See who can assume what</ButtonLink>
        </>
      }
    >
      Roles that you may take stand here, each one click from its console. Ask an
      administrator of this workspace for one, or build one.
    </EmptyState>
  );
}
