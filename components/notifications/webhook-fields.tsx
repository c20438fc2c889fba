import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { newSigningSecret, type TargetFieldsProps } from './target-form';

export function WebhookFields({ form, change, errors }: TargetFieldsProps) {
  return (
    <>
      <Field
        label="Address"
        isMono
        value={form.url}
        onChange={(url) => change({ url })}
        error={errors['url']}
        placeholder="https://hooks.slack.com/services/…"
        description="Sealed when you add it: only its host is shown afterwards."
      />
      <div className="grid gap-2">
        <Field
          label="Signing secret"
          isMono
          isOptional
          autoComplete="off"
          value={form.signingSecret}
          onChange={(signingSecret) => change({ signingSecret })}
          error={errors['signingSecret']}
          description="For programs of your own: HMAC-SHA-256 of time and body, in Drawbridge-Signature. Keep a copy there: it is never shown again."
        />
        <div className="flex flex-wrap gap-2">
          <Button
            size="row"
            onPress={() => change({ signingSecret: newSigningSecret() })}
          >
            Make one
          </Button>
          {form.signingSecret === '' ? null : (
            <CopyButton text={form.signingSecret} what="Signing secret">
              Copy
            </CopyButton>
          )}
        </div>
      </div>
    </>
  );
}
