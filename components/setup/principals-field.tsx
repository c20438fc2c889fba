'use client';
import { useState } from 'react';
import { HitRow } from '@/components/ui/hit-row';
import { useSearch } from '@/components/ui/use-search';
import { nameOfArn } from '@/lib/core/arn';
import type { FormProps } from './form';
import { SeveralField } from './several-field';

/** Whom the trust policy names: from the inventory, or by an ARN or an account id. */
export function PrincipalsField({ form }: FormProps) {
  const [typed, setTyped] = useState('');
  const count = form.preview?.whoCount;
  const { hits, isLoading, emptyText } = useSearch(
    form.searchUrl,
    'user,role',
    typed,
    'Nobody of the inventory matches. An ARN or an account ID works too.',
  );
  return (
    <SeveralField
      form={form}
      name="principals"
      pickedLabel="Who is trusted"
      placeholder="ci-deploy, anna"
      emptyText={emptyText}
      options={hits.map((hit) => ({
        id: hit.arn,
        label: hit.accountName ? `${hit.name}, ${hit.accountName}` : hit.name,
        hit,
      }))}
      renderOption={({ hit }) => <HitRow hit={hit} />}
      isLoading={isLoading}
      typed={typed}
      onType={setTyped}
      nameOf={(text) => ({
        name: nameOfArn(text),
        detail: nameOfArn(text) === text ? null : text,
      })}
      description={`Users and roles by name; an account ID trusts everybody in it whose own policies allow it.${count ? ` Today: ${count}.` : ''}`}
    />
  );
}
