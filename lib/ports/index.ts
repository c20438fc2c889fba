export type {
  AwsTarget,
  AwsWrite,
  Bond,
  MakingWrite,
  PrincipalKind,
  PuttingWrite,
  RemovingWrite,
  TargetState,
} from '@/lib/core/aws-writes';
export type * from './activity';
export type * from './actor';
export type * from './aws';
export type * from './clock';
export type * from './credential-stores';
export type * from './device-stores';
export type * from './grant-stores';
export type * from './handshake-stores';
export type * from './inventory-stores';
export type * from './issuer-stores';
export type * from './member-stores';
export type * from './notification-stores';
export type * from './notifier';
export type * from './passkey-stores';
export type * from './password-stores';
export type * from './people-stores';
export type * from './practice-state';
export type * from './practice-worlds';
export type * from './request-stores';
export type * from './setup-stores';
export type * from './setup-times';
export type * from './step-up-stores';
export type * from './token-stores';
export type * from './trail';
export type * from './vocabulary';
