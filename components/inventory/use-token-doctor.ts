'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '@/components/ui/use-debounced';
import { type ReadToken, readToken } from '@/lib/inventory/doctor/read-token';
import { issuerOf, namedClaims, tokenGates } from '@/lib/inventory/doctor/token-gates';
import type { TokenView } from '@/lib/inventory/doctor/token-view';
import { tokenQuery } from './queries';

const TYPING_PAUSE_MS = 250;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/;

/** The claims that leave the browser, once it is known which ones the trust names. */
function sentFor(role: string, token: ReadToken | null, asks: TokenView | null) {
  const issuer = token && asks ? issuerOf(token, asks) : null;
  return issuer && token
    ? { role, provider: issuer.provider, claims: namedClaims(token, issuer) }
    : null;
}

export type TokenDoctor = ReturnType<typeof useTokenDoctor>;

const readPasted = (text: string) => (text.trim() === '' ? null : readToken(text));

/** What the role asks for, and what it makes of the claims that it names. */
function useAnswers(tokenUrl: string, role: string, token: ReadToken | null) {
  const isRole = ROLE.test(role);
  const question = isRole ? { role, provider: '', claims: {} } : null;
  const asks = useQuery(tokenQuery(tokenUrl, question));
  const known = isRole ? (asks.data ?? null) : null;
  const sent = sentFor(role, token, known);
  const judged = useQuery(tokenQuery(tokenUrl, sent));
  const failure = (isRole && asks.error) || (sent && judged.error) || null;
  return {
    asks: known,
    sent,
    diagnosis: (sent && judged.data?.diagnosis) || null,
    isAsking: asks.isFetching || judged.isFetching,
    error: failure?.message ?? null,
  };
}

/** A pasted token, which stays here, and what its claims come to at a role. */
export function useTokenDoctor(tokenUrl: string) {
  const [text, setText] = useState('');
  const [role, setRole] = useState('');
  const read = readPasted(text);
  const token = read?.ok ? read.token : null;
  const answers = useAnswers(tokenUrl, useDebounced(role, TYPING_PAUSE_MS).trim(), token);
  return {
    ...{ text, setText, role, setRole },
    ...answers,
    problem: read && !read.ok ? read.message : null,
    gates: token && answers.asks ? tokenGates(token, answers.asks, new Date()) : [],
  };
}
