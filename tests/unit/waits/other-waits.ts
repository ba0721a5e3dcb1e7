/**
 * What takes its time in the code and is no poll with a deadline that can be read off it: each with what ends it. Something
 * new that is missing here fails a test.
 */
export const OTHER_WAITS: Readonly<Record<string, string>> = {
  "deadline provider/session/operation.ts beginOperation":
    "Where deadlines come from: the moment an operation begins, and its timeout.",
  "deadline provider/resources/trained-model/handler.ts createModelHandler":
    "A delete that finds a training or a copy, which AWS cannot cancel: the timeout, or as long as AWS may take for it, whichever is later.",
  "deadline provider/session/invoke.ts beginInvocation":
    "Functions wait for nothing but answers, and have no deadline.",
  "deadline provider/session/engine.ts connectEngine": "5 s for a ping of the engine.",
  "loop provider/lifecycle/wait-for-state.ts waitForState": "The poll itself: ends at its deadline.",
  "sleep provider/lifecycle/wait-for-state.ts waitForState": "Between two looks: 1 to 29 s, never beyond the deadline.",
  "retry provider/base/retry.ts retryTransient":
    "Errors that pass: ends after so many attempts, and with the deadline.",
  "sleep provider/base/retry.ts retryTransient": "Between two attempts: 5 s at most.",
  "sleep provider/base/clock.ts scaledClock": "The clock's own.",
  "timer provider/base/clock.ts sleep": "The clock's own; ends at once where the operation is aborted.",
  "timer provider/base/clock.ts every": "The clock's own; keeps no process alive.",
  "timer provider/session/heap.ts keepHeapSmall": "The first sweep of the heap, once; keeps no process alive.",
  "timer provider/session/watchdog.ts start": "Asks after the engine every 2 s; keeps no process alive.",
  "loop provider/session/watchdog.ts assertEngine":
    "Before a change: ends with the first answer, or the third ping without one.",
  "loop provider/lifecycle/at-rest.ts bringToRest":
    "Stops what runs: each round waits until another status shows, by a poll, and only one that was not true has a next one.",
  "loop provider/resources/trained-model/start.ts askToStart":
    "A start that AWS refuses for quota: each round waits until a model that was stopping has stopped; where none shows, until something changes, for 65 s.",
  "loop provider/resources/project-version/handler.ts beginTraining":
    "A training that AWS refuses for quota: each round waits until a training has ended; where none shows, until something changes, for 65 s.",
  "loop provider/resources/video-analysis-job/handler.ts create": "Ends after 10 jobs that had failed before.",
  "loop provider/resources/dataset/manifest.ts assertLinesUsable": "Ends with the file or the inline entries.",
  "loop provider/resources/image-set/set.ts listed": "Ends with the last page of the listing.",
  "loop provider/resources/image-set/removal.ts listedVersions": "Ends with the last page of the listing.",
  "loop provider/aws/pages.ts pagesFrom": "Ends with the last page.",
  "loop provider/aws/s3-objects.ts openObject": "Ends with the object's last part, and where one cannot be read.",
  "sleep provider/aws/pacer.ts turn": "Until AWS's rate admits the call; ends at once where the operation is aborted.",
  "loop provider/observe/shared-answers.ts #page":
    "Looks again where the answer is from before a change; ends with one that is from after it, or with an error.",
  "deadline provider/aws/exchange/bounded-handler.ts":
    "What nobody waits for alone has none of its own: its attempts are bounded.",
  "deadline provider/aws/gateway.ts createGateway": "The operation's own, handed on to the socket.",
  "sleep provider/base/bounds.ts unlessEnded":
    "Until the deadline, while others' looks or the credentials are waited for; 30 s for a request and its whole answer, less where the deadline is nearer; 1.5 s for what was sent before an abort. Ends with what is waited for.",
  "loop provider/aws/caller.ts account": "Asks again where credentials changed meanwhile; ends where they did not.",
  "sleep provider/observe/shared-answers.ts rest": "Between two looks: at most as long as the poll says.",
  "deadline provider/session/process-services.ts opened":
    "Looks that operations share: each ends with its attempts, by which the last look of a wait may outlast its deadline.",
};
