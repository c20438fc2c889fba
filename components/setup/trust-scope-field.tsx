'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import type { PartyView } from '@/lib/core/views';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';

type Who = PartyView | null;

function namedTitle(who: Who): string {
  if (!who) return 'Only whom you choose';
  return who.kind === 'group'
    ? `Only the members of ${who.name}, by name`
    : `Only ${who.name}`;
}

const namedDetail = (who: Who) =>
  who?.kind === 'group'
    ? 'AWS cannot trust a group, so the role names each member. Somebody who joins later is added by a new plan.'
    : 'The role names it, and nobody else in that account gets in.';

const detailOf = (base: string, count: string | null) =>
  count ? (
    <>
      {base} <b className="text-ink">{count}</b>
    </>
  ) : (
    base
  );

/**
 * Named principals, or everybody in the account whose own policies allow it. It stands there
 * before anybody is chosen: what has the focus is not pushed off the screen by an answer.
 */
export function TrustScopeField({ form }: FormProps) {
  const { preview, fields } = form;
  const who = preview?.who ?? null;
  const count = preview?.whoCount ?? null;
  const isNamed = fields.trustScope === 'named';
  const account = who?.accountName ?? who?.accountId ?? 'that account';
  return (
    <FieldSlot name="trustScope" warning={form.warningOf('trustScope')}>
      <RadioCards
        label="Who is trusted"
        value={fields.trustScope}
        onChange={(value) =>
          form.set({ trustScope: value === 'account' ? value : 'named' })
        }
        cards={[
          {
            value: 'named',
            title: namedTitle(who),
            detail: detailOf(namedDetail(who), isNamed ? count : null),
          },
          {
            value: 'account',
            title: `Anyone in ${account} whose own policies allow it`,
            detail: detailOf(
              'Who gets in is then decided in that account.',
              isNamed ? null : count,
            ),
          },
        ]}
        cardMinPx={240}
        error={form.errorOf('trustScope') ?? null}
      />
    </FieldSlot>
  );
}
