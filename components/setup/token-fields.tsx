'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import type { DraftFields } from '@/lib/setup/schema';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { RunsFields } from './runs-fields';
import { TextField } from './text-field';
import { WhoCount } from './who-count';

const ISSUERS = [
  { value: 'github', title: 'GitHub', detail: 'Actions' },
  { value: 'gitlab', title: 'GitLab', detail: 'CI/CD' },
  { value: 'other', title: 'any issuer', detail: 'OpenID Connect' },
] as const satisfies {
  value: DraftFields['issuerKind'];
  title: string;
  detail: string;
}[];

/** Whose tokens the role takes, and whom they have to speak of. */
export function TokenFields({ form }: FormProps) {
  const { issuerKind, runs } = form.fields;
  return (
    <div className="grid gap-5">
      <FieldSlot name="issuerKind">
        <RadioCards
          label="Whose tokens?"
          orientation="horizontal"
          value={issuerKind}
          onChange={(value) => {
            const kind = chosen(ISSUERS, value);
            // Branches and tags are what all of them know.
            if (kind)
              form.set({ issuerKind: kind, runs: runs === 'tag' ? 'tag' : 'branch' });
          }}
          cards={ISSUERS}
          cardMinPx={110}
        />
      </FieldSlot>
      {issuerKind === 'github' ? <GitHubFields form={form} /> : null}
      {issuerKind === 'gitlab' ? <GitLabFields form={form} /> : null}
      {issuerKind === 'other' ? <OtherFields form={form} /> : null}
      <WhoCount form={form} />
    </div>
  );
}

const FORMS = [
  { value: 'names', title: 'names', detail: 'acme/shop' },
  { value: 'ids', title: 'names and ids', detail: 'acme@12/shop@34' },
  { value: 'both', title: 'either', detail: 'while you change over' },
] as const satisfies {
  value: DraftFields['subjectForm'];
  title: string;
  detail: string;
}[];

function GitHubFields({ form }: FormProps) {
  const { subjectForm } = form.fields;
  return (
    <>
      <TextField
        form={form}
        name="repository"
        placeholder={subjectForm === 'names' ? 'acme/shop' : 'acme@12/shop@34'}
        description="Owner and repository, spelled as GitHub shows them: AWS compares letter by letter."
      />
      <FieldSlot name="subjectForm">
        <RadioCards
          label="Named in tokens by"
          orientation="horizontal"
          value={subjectForm}
          onChange={(value) => {
            const next = chosen(FORMS, value);
            if (next) form.set({ subjectForm: next });
          }}
          cards={FORMS}
          cardMinPx={150}
          description="Repositories made or renamed since 15 July 2026 carry their ids, older ones when their owner turned that on. Ids also keep out whoever takes over a name that was given up."
        />
      </FieldSlot>
      <RunsFields form={form} />
      <IssuerField
        form={form}
        isOptional
        placeholder="https://token.actions.githubusercontent.com"
        description="Only where your enterprise or your own server has another one."
      />
    </>
  );
}

function GitLabFields({ form }: FormProps) {
  return (
    <>
      <TextField
        form={form}
        name="repository"
        placeholder="acme/shop"
        description="Path of the project with its groups, or the address of its page: acme/apps/shop. A project that writes “sub” its own way (ci_id_token_sub_claim_components) needs “any issuer”."
      />
      <RunsFields form={form} />
      <IssuerField
        form={form}
        isOptional
        placeholder="https://gitlab.com"
        description="Address of your own GitLab. AWS has to reach it from the internet."
      />
      <AudienceField
        form={form}
        isOptional
        description="What the job asks for under id_tokens, aud. Empty: the address of GitLab."
      />
    </>
  );
}

function OtherFields({ form }: FormProps) {
  return (
    <>
      <IssuerField
        form={form}
        placeholder="https://id.example.com"
        description="What “iss” in its tokens says."
      />
      <TextField
        form={form}
        name="subject"
        description="What “sub” in your tokens says. * and ? make it a pattern: as narrow as you can."
      />
      <AudienceField
        form={form}
        isOptional
        description="What “aud” in your tokens says. Empty: sts.amazonaws.com."
      />
    </>
  );
}

type MoreProps = FormProps & {
  description: string;
  placeholder?: string;
  isOptional?: boolean;
};

const IssuerField = (props: MoreProps) => <TextField name="issuerUrl" {...props} />;

const AudienceField = (props: MoreProps) => <TextField name="audience" {...props} />;
