import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/frame/providers';
import './globals.css';

export const metadata: Metadata = {
  description: 'AWS cross-account access: set up, review, use.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Runs before the first paint, so that the page never flashes in the wrong theme. */
const THEME_SCRIPT = `try{const t=localStorage.getItem('drawbridge-theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is made for one request: its nonce is in the policy of that answer.
  await connection();
  const nonce = (await headers()).get('x-nonce') ?? '';
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <meta property="csp-nonce" nonce={nonce} content={nonce} />
        <script nonce={nonce} suppressHydrationWarning>
          {THEME_SCRIPT}
        </script>
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
