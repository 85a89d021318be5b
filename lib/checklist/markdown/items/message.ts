const SUBJECT = /^\s*(?:subject|betreff|objet|asunto|assunto|件名|主题|主旨)\s*[:：]\s*(.+)$/imu;
const HEAD_LINES = 6;

/** True when a piece of text is an e-mail to send: it begins with a subject. */
export const isMessage = (text: string): boolean => SUBJECT.test(text.split('\n', HEAD_LINES).join('\n'));

const ADDRESS =
  /(?<![\p{L}\p{N}._%+-])[A-Za-z0-9][\w.%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}(?![\p{L}\p{N}-])/gu;

/** The e-mail addresses in a text, each once. */
export const addressesIn = (text: string): string[] => [...new Set(text.match(ADDRESS) ?? [])];
