type DebuggablePromise = (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;

// Its types leave the function out.
const debuggable = require("@pulumi/pulumi/runtime/debuggable") as { debuggablePromise: DebuggablePromise };
const noted = debuggable.debuggablePromise;

/**
 * Pulumi notes the stack of each promise that it makes, some thousands for a service, to show them if
 * PULUMI_DEBUG_PROMISE_LEAKS is set. With TypeScript's lines that is more than half of the time that a program takes on
 * mocks, so wherever this file is loaded the notes have no stack. Promises that are never settled are told as ever.
 */
debuggable.debuggablePromise = (promise, context) => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = process.env.PULUMI_DEBUG_PROMISE_LEAKS ? limit : 0;
  try {
    return noted(promise, context);
  } finally {
    Error.stackTraceLimit = limit;
  }
};
