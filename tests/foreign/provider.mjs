// A provider that is not ours: `oidc-provider`, with two clients. Prints its issuer when it listens. For the tests.
import http from 'node:http';
import Provider from 'oidc-provider';

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const client = { application_type: 'native', redirect_uris: ['http://127.0.0.1/openid'], grant_types: ['authorization_code'] };
  const provider = new Provider(issuer, {
    clients: [
      { ...client, client_id: 'samordna', client_secret: process.env.CLIENT_SECRET },
      { ...client, client_id: 'samordna-public', token_endpoint_auth_method: 'none' },
    ],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    pkce: { required: () => true },
    cookies: { keys: ['for the tests'] },
  });
  server.on('request', provider.callback());
  console.log(`listening on ${issuer}`);
});
