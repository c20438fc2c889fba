import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { TextAreaField } from '@/components/ui/text-area-field';
import type { TargetFieldsProps } from './target-form';

/** Errors of single recipients come as `to.0`. */
const recipientError = (errors: TargetFieldsProps['errors']): string | undefined =>
  Object.entries(errors).find(([path]) => /^to(\.|$)/.test(path))?.[1];

export function MailFields(props: TargetFieldsProps) {
  const { form, change, errors } = props;
  return (
    <>
      <TextAreaField
        label="To"
        rows={2}
        value={form.to}
        onChange={(to) => change({ to })}
        error={recipientError(errors)}
        description="E-mail addresses, one a line."
      />
      <Field
        label="From"
        type="email"
        value={form.from}
        onChange={(from) => change({ from })}
        error={errors['from']}
        placeholder="drawbridge@example.com"
      />
      <ServerFields {...props} />
      <SignInFields {...props} />
    </>
  );
}

function ServerFields({ form, change, errors }: TargetFieldsProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_96px]">
        <Field
          label="Mail server"
          isMono
          value={form.host}
          onChange={(host) => change({ host })}
          error={errors['host']}
          placeholder="smtp.example.com"
        />
        <Field
          label="Port"
          inputMode="numeric"
          value={form.port}
          onChange={(port) => change({ port })}
          error={errors['port']}
        />
      </div>
      <Checkbox
        isSelected={form.isTls}
        onChange={(isTls) => change({ isTls, port: isTls ? '465' : '587' })}
        description="Without it, STARTTLS is used where the server offers it. A password is sent over TLS only."
      >
        TLS from the start
      </Checkbox>
    </>
  );
}

function SignInFields({ form, change, errors }: TargetFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="User name"
        isOptional
        autoComplete="off"
        value={form.user}
        onChange={(user) => change({ user })}
        error={errors['user']}
      />
      <Field
        label="Password"
        type="password"
        isOptional
        autoComplete="new-password"
        value={form.password}
        onChange={(password) => change({ password })}
        error={errors['password']}
        description="Never shown again."
      />
    </div>
  );
}
