'use client';
import { useEffect, useRef } from 'react';
import type { FormProps } from './form';
import { RoleFields } from './role-fields';
import { isRoleMade } from './wizard-fields';

const FIELDS_INSIDE = [
  'sessionSeconds',
  'reviewOn',
  'purpose',
  'owner',
  'ticket',
  'description',
  'tags',
] as const;

/** The fields that have defaults, folded away until one of them needs an eye. */
export function RoleDetails({ form }: FormProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const isMade = isRoleMade(form.fields);
  const hasProblem = FIELDS_INSIDE.some((name) => form.errorOf(name));
  useEffect(() => {
    if (hasProblem && fold.current) fold.current.open = true;
  }, [hasProblem]);
  return (
    <details ref={fold}>
      <summary className="min-h-6 cursor-pointer font-strong">
        {isMade ? 'More about the role' : 'More about this access'}
        <span className="ms-2 text-sm font-normal text-muted">
          {isMade ? 'session, ' : ''}review date, purpose, owner, ticket
          {isMade ? ', tags' : ''}
        </span>
      </summary>
      <div className="mt-4">
        <RoleFields form={form} />
      </div>
    </details>
  );
}
