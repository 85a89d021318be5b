/** Switches the small service to a version, or tells which one runs; and what it was given. */
exports.handler = async (given) => {
  const { version } = given;
  const address = `${process.env.SERVICE_URL}/version`;
  const answer = await (version === undefined ? fetch(address) : fetch(`${address}/${version}`, { method: 'PUT' }));
  return { ...(await answer.json()), given };
};
