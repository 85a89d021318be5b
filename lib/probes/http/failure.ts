/** Why no answer came, and what to do about it. */
export function explainFailure(error: unknown, host: string): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return NETWORK[code]?.(host) ?? TLS[code]?.(host) ?? otherFailure(code, message, host);
}

type Explain = (host: string) => string;

const TRUST = 'if it is to be trusted, name the certificate of its authority in NODE_EXTRA_CA_CERTS';

const NETWORK: Readonly<Record<string, Explain>> = {
  ENOTFOUND: (host) => `the host name of ${host} is not known (ENOTFOUND): check the address and DNS`,
  EAI_AGAIN: (host) => `the host name of ${host} could not be looked up (EAI_AGAIN): check the network and DNS`,
  ECONNREFUSED: (host) => `${host} refuses connections (ECONNREFUSED): check that the service is running and listens there`,
  ECONNRESET: (host) => `${host} closed the connection before the answer was complete (ECONNRESET)`,
  EPIPE: (host) => `${host} closed the connection before the request was complete (EPIPE)`,
  EHOSTUNREACH: (host) => `there is no way to ${host} (EHOSTUNREACH): check the network and its routes`,
  ENETUNREACH: (host) => `there is no way to the network of ${host} (ENETUNREACH): check the network and its routes`,
  ETIMEDOUT: (host) => `${host} did not take the connection (ETIMEDOUT): check firewalls and security groups`,
  HPE_HEADER_OVERFLOW: (host) => `${host} answers with headers that are too long`,
};

const TLS: Readonly<Record<string, Explain>> = {
  CERT_HAS_EXPIRED: (host) => `the certificate of ${host} has expired: renew it`,
  CERT_NOT_YET_VALID: (host) => `the certificate of ${host} is not valid yet: check its dates and the clock of this machine`,
  CERT_REVOKED: (host) => `the certificate of ${host} was revoked: replace it`,
  DEPTH_ZERO_SELF_SIGNED_CERT: (host) => `the certificate of ${host} is self-signed: ${TRUST}`,
  SELF_SIGNED_CERT_IN_CHAIN: (host) => `the certificate of ${host} comes from an unknown authority (self-signed root): ${TRUST}`,
  UNABLE_TO_GET_ISSUER_CERT: (host) => `the certificate of ${host} comes from an unknown authority: ${TRUST}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (host) => `the certificate of ${host} comes from an unknown authority: ${TRUST}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host) =>
    `the certificate of ${host} comes from an unknown authority, or an intermediate certificate is not sent: send the whole chain; ${TRUST}`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `the certificate of ${host} is for another host: use the name it was made for, or replace it`,
  ERR_SSL_WRONG_VERSION_NUMBER: (host) => `${host} does not speak TLS: write http:// if that is meant, or check the port`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: (host) => `${host} does not speak TLS: write http:// if that is meant, or check the port`,
  EPROTO: (host) => `the TLS handshake with ${host} failed: check the port and the TLS versions it offers`,
};

function otherFailure(code: string, message: string, host: string): string {
  if (code.startsWith('HPE_')) return `${host} does not answer in HTTP (${code}): check the port, and whether it wants https://`;
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT') || code.startsWith('ERR_BROTLI') || code.startsWith('ZSTD_'))
    return `the body from ${host} is compressed and cannot be unpacked (${code})`;
  return `no answer from ${host}: ${code === '' || message.includes(code) ? message : `${message} (${code})`}`;
}
