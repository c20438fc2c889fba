'use client';

import { Field } from '@/components/ui/field';
import { TextAreaField } from '@/components/ui/text-area-field';
import type { ToldTexts } from '@/lib/core/told-bucket';
import type { AskedBucket } from '@/lib/inventory/doctor/diagnosis';

type ToldBucketFieldsProps = {
  asked: AskedBucket;
  told: ToldTexts;
  onChange: (told: ToldTexts) => void;
};

/** What a person may tell of a bucket that no account here is read to have. */
export function ToldBucketFields({ asked, told, onChange }: ToldBucketFieldsProps) {
  const { name, errors } = asked;
  const fieldOf = (field: keyof ToldTexts) => ({
    isMono: true,
    value: told[field],
    error: errors[field],
    onChange: (text: string) => onChange({ ...told, [field]: text }),
  });
  return (
    <fieldset className="grid gap-4 border-0 p-0">
      <legend className="mb-2 text-sm text-muted wrap-anywhere">
        No account that was read here has {name}. Say whose it is to go on.
      </legend>
      <Field
        {...fieldOf('bucketOwner')}
        label="Whose bucket is it?"
        placeholder="12 digits"
        description="The ID of the account that owns it."
      />
      <Field
        {...fieldOf('bucketRegion')}
        label="Its Region"
        placeholder="eu-west-1"
        description={`Its owner sees it by: aws s3api get-bucket-location --bucket ${name}`}
      />
      <Field
        {...fieldOf('bucketKey')}
        label="Its KMS key"
        isOptional
        placeholder="arn:aws:kms:eu-west-1:…:key/…"
        description={`The ARN of the key, where the bucket is encrypted with one of KMS: aws s3api get-bucket-encryption --bucket ${name}`}
      />
      <TextAreaField
        {...fieldOf('bucketDocument')}
        label="The bucket’s policy as it stands"
        isOptional
        description={`What its owner sees by: aws s3api get-bucket-policy --bucket ${name} --query Policy --output text. Not needed of an account that is read here.`}
      />
      {told.bucketKey === '' ? null : (
        <TextAreaField
          {...fieldOf('keyDocument')}
          label="The key’s policy as it stands"
          description={`What its owner sees by: aws kms get-key-policy --region ${told.bucketRegion || 'REGION'} --key-id ${told.bucketKey} --policy-name default --query Policy --output text. Not needed of an account that is read here.`}
        />
      )}
    </fieldset>
  );
}
