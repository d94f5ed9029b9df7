"use strict";

// The query that the page opens with. `#query=…` in the address puts another one there, `#run` (or `&run`) runs it:
// so a link shows a question with its answer.
const WELCOME = `# Events in order of time: who is said to have done what, and who says so.
# Press Ctrl-Enter to run it, Ctrl-Space for what may stand at the cursor.
query Timeline {
  timeline(first: 10) {
    totalCount
    nodes {
      title
      type
      earliest
      latest
      participants(first: 5) {
        edges {
          role
          status
          node { name }
          participations {
            supportedBy(first: 3) {
              nodes {
                modality
                speakers { name }
                passages { exact start end reports { title url } }
              }
            }
          }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

async function fetcher(request) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: request.query,
      variables: request.variables,
      operationName: request.operationName,
    }),
  });
  return answer.json();
}

const fragment = new URLSearchParams(location.hash.slice(1));
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: WELCOME,
    query: fragment.get("query") ?? undefined,
    shouldPersistHeaders: false,
    isHeadersEditorEnabled: false,
  }),
);

function runOnceReady(tries) {
  const button = document.querySelector(".graphiql-execute-button");
  if (button) {
    button.click();
  } else if (tries > 0) {
    setTimeout(() => runOnceReady(tries - 1), 50);
  }
}

if (fragment.has("run")) {
  runOnceReady(100);
}
