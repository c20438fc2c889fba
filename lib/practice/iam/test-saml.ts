/** A certificate of an identity provider that does not exist (its key was thrown away). */
const CERTIFICATE =
  'MIIBjjCCATOgAwIBAgIUY5hoxsu1uzoRa2Znqt+EflMwqUUwCgYIKoZIzj0EAwIw' +
  'GzEZMBcGA1UEAwwQaWRwLmFjbWUuZXhhbXBsZTAgFw0yNjExMjYxMTEwNDZaGA8y' +
  'MTI2MTEwMjExMTA0NlowGzEZMBcGA1UEAwwQaWRwLmFjbWUuZXhhbXBsZTBZMBMG' +
  'ByqGSM49AgEGCCqGSM49AwEHA0IABLfRji3ptutpkImNrBptdf63dIj9zkXB9bsD' +
  'AACVGyheRTH8U3mdAB7Md9RHt/cHJ4XMqn31Ag61hCbJdGCvZw6jUzBRMB0GA1Ud' +
  'DgQWBBSmMoj+ai0cAwgkctBTHZndk4F4VjAfBgNVHSMEGDAWgBSmMoj+ai0cAwgk' +
  'ctBTHZndk4F4VjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQD/' +
  'iZZOL/HJp+Uk4CaeD13SvI3lbOCq11tVJie47UIwYgIhALJo7mkkM1OvWAPya1Bo' +
  '3KLV1qbWTrohIo/ekVe9FP+K';

/** SAML metadata long enough for AWS, which refuses fewer than 1,000 characters. */
export const samlMetadata = ({
  certificate = CERTIFICATE,
  validUntil = '',
} = {}): string => `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.acme.example/metadata"${validUntil && ` validUntil="${validUntil}"`}>
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data>
          <ds:X509Certificate>${certificate}</ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.acme.example/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`;
