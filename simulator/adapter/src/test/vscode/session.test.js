// A session of VS Code's own debug client with the debug adapter, over stdio and over TCP.
//
// REALMSCOPE names the launcher, SAMPLE the scenario.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { test } = require('node:test');
const { DebugClient } = require('@vscode/debugadapter-testsupport');

const launcher = process.env.REALMSCOPE;
const sample = process.env.SAMPLE;
const FUNCTION = 'RMI_DATA_CREATE_UNKNOWN';
const TIMEOUT = 60_000;

function newClient() {
    const client = new DebugClient(launcher, 'debug-adapter', 'realmscope', undefined, true);
    client.defaultTimeout = TIMEOUT;
    return client;
}

/** Sends a request that makes the machine move, and waits until it stands again. */
async function move(client, request) {
    const [stopped] = await Promise.all([client.waitForEvent('stopped'), request()]);
    return stopped.body;
}

async function stack(client, threadId) {
    const response = await client.stackTraceRequest({ threadId });
    return response.body.stackFrames;
}

async function where(client, threadId) {
    const [top] = await stack(client, threadId);
    return `${top.name} ${top.instructionPointerReference} ${top.source?.name}:${top.line}`;
}

async function session(client) {
    const { body: capabilities } = await client.initializeRequest();
    assert.equal(capabilities.supportsStepBack, true);
    assert.equal(capabilities.supportsFunctionBreakpoints, true);
    assert.equal(capabilities.supportsConfigurationDoneRequest, true);

    await Promise.all([client.waitForEvent('initialized'), client.launchRequest({ program: sample, stopAtEnd: false })]);
    const { body: set } = await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: FUNCTION }] });
    assert.equal(set.breakpoints.length, 1);
    assert.equal(set.breakpoints[0].verified, true);
    const first = await move(client, () => client.configurationDoneRequest());
    assert.equal(first.reason, 'function breakpoint');
    assert.deepEqual(first.hitBreakpointIds, [set.breakpoints[0].id]);
    const threadId = first.threadId;

    const { body: threads } = await client.threadsRequest();
    assert.ok(threads.threads.some(thread => thread.id === threadId));
    const frames = await stack(client, threadId);
    assert.ok(frames[0].name.includes(FUNCTION), frames[0].name);
    assert.ok(frames.some(frame => frame.name.includes('realm_map_protected')), frames.map(f => f.name).join(', '));

    const { body: scopes } = await client.scopesRequest({ frameId: frames[0].id });
    assert.ok(scopes.scopes.length > 0);
    for (const scope of scopes.scopes) {
        const { body } = await client.variablesRequest({ variablesReference: scope.variablesReference });
        assert.ok(body.variables.length > 0, scope.name);
    }

    const before = await where(client, threadId);
    const stepped = await move(client, () => client.nextRequest({ threadId }));
    assert.equal(stepped.reason, 'step');
    assert.notEqual(await where(client, threadId), before);
    const back = await move(client, () => client.send('stepBack', { threadId }));
    assert.ok(back.reason === 'step' || back.reason === 'function breakpoint', back.reason);
    assert.equal(await where(client, threadId), before);

    await client.setFunctionBreakpointsRequest({ breakpoints: [] });
    await Promise.all([client.waitForEvent('terminated'), client.continueRequest({ threadId })]);
}

test('a session over stdio', { timeout: 2 * TIMEOUT }, async () => {
    const client = newClient();
    await client.start();
    try {
        await session(client);
    } finally {
        await client.stop();
    }
});

test('a session over TCP', { timeout: 2 * TIMEOUT }, async () => {
    const adapter = spawn(launcher, ['debug-adapter', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
        const port = await new Promise((resolve, reject) => {
            let output = '';
            adapter.on('exit', code => reject(new Error(`the adapter ended with ${code}: ${output}`)));
            adapter.stdout.on('data', data => {
                output += data;
                const match = /listening on port (\d+)/.exec(output);
                if (match) {
                    resolve(Number(match[1]));
                }
            });
        });
        const client = newClient();
        await client.start(port);
        try {
            await session(client);
        } finally {
            await client.stop();
        }
    } finally {
        adapter.kill();
    }
});
