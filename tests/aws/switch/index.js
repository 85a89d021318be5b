/** Switches the small service to a version, or tells which one runs. */
exports.handler = async ({ version }) => {
  const address = `${process.env.SERVICE_URL}/version`;
  const answer = await (version === undefined ? fetch(address) : fetch(`${address}/${version}`, { method: 'PUT' }));
  return answer.json();
};
