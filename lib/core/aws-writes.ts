export type PrincipalKind = 'user' | 'group' | 'role';

type InlinePolicy = {
  principal: PrincipalKind;
  principalName: string;
  policyName: string;
};
type RoleInProfile = { profileName: string; roleName: string };
type PolicyOnRole = { roleName: string; policyArn: string };
type PolicyOnPrincipal = {
  principal: PrincipalKind;
  principalName: string;
  policyArn: string;
};
type TagOfRole = { roleName: string; key: string };
type AudienceOfProvider = { providerArn: string; audience: string };
type BucketAt = { bucket: string; region: string };

/** A document, an object or a bond between two at AWS that a plan may write. */
export type AwsTarget =
  | { kind: 'role'; roleName: string }
  | { kind: 'trust'; roleName: string }
  | ({ kind: 'inline-policy' } & InlinePolicy)
  | ({ kind: 'managed-attachment' } & PolicyOnRole)
  | { kind: 'managed-policy'; policyArn: string }
  | { kind: 'policy-document'; policyArn: string }
  | ({ kind: 'principal-attachment' } & PolicyOnPrincipal)
  | ({ kind: 'role-tag' } & TagOfRole)
  | { kind: 'instance-profile'; profileName: string }
  | ({ kind: 'role-in-profile' } & RoleInProfile)
  | ({ kind: 'bucket-policy' } & BucketAt)
  | { kind: 'key-policy'; keyArn: string }
  | { kind: 'oidc-provider'; providerArn: string }
  | ({ kind: 'provider-audience' } & AudienceOfProvider)
  | { kind: 'saml-provider'; providerArn: string };

/**
 * The live state of a target. `document` is the text as AWS keeps it, decoded, byte for byte;
 * of what is no policy it is JSON that says what stands.
 */
export type TargetState =
  | { exists: false }
  | {
      exists: true;
      document: string;
      tags: Record<string, string>;
      id: string | null;
    };

/** What ties something else to an object, so that AWS does not delete the object before it is off. */
export type Bond =
  | ({ kind: 'inline-policy' } & InlinePolicy)
  | ({ kind: 'principal-attachment' } & PolicyOnPrincipal)
  | ({ kind: 'boundary' } & PolicyOnPrincipal)
  | ({ kind: 'role-in-profile' } & RoleInProfile);

type Tagged = { tags: Record<string, string> };

/** A write that makes an object, which its tags show to be ours. */
export type MakingWrite =
  | ({
      kind: 'create-role';
      roleName: string;
      path: string;
      description: string;
      maxSessionSeconds: number;
      boundaryArn?: string;
      trust: string;
    } & Tagged)
  | ({
      kind: 'create-policy';
      policyName: string;
      path: string;
      document: string;
    } & Tagged)
  | ({ kind: 'create-instance-profile'; profileName: string; path: string } & Tagged)
  | ({ kind: 'create-oidc-provider'; url: string; clientIds: string[] } & Tagged)
  | ({ kind: 'create-saml-provider'; name: string; metadata: string } & Tagged);

/** A write that gives a document or a tag its text, adds to a list, or ties two objects together. */
export type PuttingWrite =
  | { kind: 'put-trust'; roleName: string; document: string }
  | ({ kind: 'put-inline-policy'; document: string } & InlinePolicy)
  | ({ kind: 'put-bucket-policy'; document: string } & BucketAt)
  | { kind: 'put-key-policy'; keyArn: string; document: string }
  | { kind: 'put-policy-version'; policyArn: string; document: string }
  | ({ kind: 'attach-policy' } & PolicyOnRole)
  | ({ kind: 'attach-to' } & PolicyOnPrincipal)
  | ({ kind: 'tag-role'; value: string } & TagOfRole)
  | ({ kind: 'add-role-to-profile' } & RoleInProfile)
  | ({ kind: 'add-audience' } & AudienceOfProvider);

/** A key is never without a policy, so none is ever deleted. */
export type RemovingWrite =
  | { kind: 'delete-role'; roleName: string }
  | ({ kind: 'delete-inline-policy' } & InlinePolicy)
  | ({ kind: 'delete-bucket-policy' } & BucketAt)
  | { kind: 'delete-policy'; policyArn: string }
  | ({ kind: 'detach-policy' } & PolicyOnRole)
  | ({ kind: 'detach-from' } & PolicyOnPrincipal)
  | ({ kind: 'untag-role' } & TagOfRole)
  | ({ kind: 'remove-role-from-profile' } & RoleInProfile)
  | { kind: 'delete-instance-profile'; profileName: string }
  | ({ kind: 'remove-audience' } & AudienceOfProvider)
  | { kind: 'delete-oidc-provider'; providerArn: string }
  | { kind: 'delete-saml-provider'; providerArn: string };

export type AwsWrite = MakingWrite | PuttingWrite | RemovingWrite;
