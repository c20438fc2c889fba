'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { TextAreaField } from '@/components/ui/text-area-field';
import { mayTellBucket } from '@/lib/setup/fields/may-tell-bucket';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { TextField } from './text-field';
import { FIELDS } from './wizard-fields';

/** What the owner of a bucket says of it, where no account that is read here has it. */
export function ToldBucketFields({ form }: FormProps) {
  const { bucket, isBucketTold } = form.fields;
  if (!mayTellBucket(form.fields)) return null;
  // A bucket that is found needs nobody's word, nor does one that is still looked for.
  const isWanted = bucket !== '' && form.preview?.unknownBucket === bucket;
  if (!isBucketTold && !isWanted) return null;
  return (
    <>
      <FieldSlot name="isBucketTold">
        <Checkbox
          isSelected={isBucketTold}
          onChange={(isTold) => form.set({ isBucketTold: isTold })}
          description="Its owner gets a script or a link for the bucket’s half, and tells you what stands there."
          error={form.errorOf('isBucketTold')}
        >
          {FIELDS.isBucketTold.label}
        </Checkbox>
      </FieldSlot>
      {isBucketTold ? <Told form={form} /> : null}
    </>
  );
}

function Told({ form }: FormProps) {
  const { bucket, bucketKey } = form.fields;
  const name = bucket.replace(/^s3:\/\//, '').replace(/\/.*$/, '') || 'NAME';
  return (
    <>
      <TextField
        form={form}
        name="bucketOwner"
        placeholder="12 digits"
        description="The ID of the account that owns it."
      />
      <TextField
        form={form}
        name="bucketRegion"
        placeholder="eu-west-1"
        description={`Its owner sees it by: aws s3api get-bucket-location --bucket ${name}`}
      />
      <TextField
        form={form}
        name="bucketKey"
        isOptional
        placeholder="arn:aws:kms:eu-west-1:…:key/…"
        description={`The ARN of the key, where the bucket is encrypted with one of KMS: aws s3api get-bucket-encryption --bucket ${name}`}
      />
      <Document
        form={form}
        name="bucketDocument"
        isOptional
        command={`aws s3api get-bucket-policy --bucket ${name} --query Policy --output text`}
      />
      {bucketKey === '' ? null : (
        <Document
          form={form}
          name="keyDocument"
          command={`aws kms get-key-policy --key-id ${bucketKey} --policy-name default --query Policy --output text`}
        />
      )}
    </>
  );
}

type DocumentProps = FormProps & {
  name: 'bucketDocument' | 'keyDocument';
  command: string;
  isOptional?: boolean;
};

const Document = ({ form, name, command, isOptional }: DocumentProps) => (
  <FieldSlot name={name} warning={form.warningOf(name)}>
    <TextAreaField
      label={FIELDS[name].label}
      isMono
      isOptional={isOptional}
      description={`What its owner sees by: ${command}`}
      value={form.fields[name]}
      onChange={(value) => form.set({ [name]: value })}
      error={form.errorOf(name)}
    />
  </FieldSlot>
);
