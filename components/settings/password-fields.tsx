import { PASSWORD_HINT, type PasswordChange } from '@/components/auth/check-person';
import { PasswordField } from '@/components/auth/password-field';

export type PasswordFieldsProps = {
  /** For password managers: whose password it is. */
  email: string;
  passwords: PasswordChange;
  problems: Partial<PasswordChange>;
  change: (next: Partial<PasswordChange>) => void;
};

/** The password that is there and the one that is to be. */
export function PasswordFields(props: PasswordFieldsProps) {
  const { email, passwords, problems, change } = props;
  return (
    <>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label="The password you have"
        name="currentPassword"
        value={passwords.currentPassword}
        onChange={(currentPassword) => change({ currentPassword })}
        autoComplete="current-password"
        error={problems.currentPassword}
        autoFocus
      />
      <PasswordField
        label="The new one"
        name="newPassword"
        value={passwords.newPassword}
        onChange={(newPassword) => change({ newPassword })}
        autoComplete="new-password"
        description={PASSWORD_HINT}
        error={problems.newPassword}
      />
    </>
  );
}
