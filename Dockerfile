# One image, three uses: `api` (when nothing is said), `workers`, or any command of the CLI.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No optional packages: here Postgres is never the embedded one.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=optional --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/build/src build/src
COPY --from=build /app/build/db build/db
COPY --from=build /app/build/workers build/workers
COPY --from=build /app/build/web build/web
COPY package.json openapi.yaml ./
COPY src/screening/model/weights.bin src/screening/model/
USER node
EXPOSE 8080
# Asks the HTTP service. Workers have none: their absence turns /readyz red, and compose.yaml switches this off for them.
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD ["node", "-e", \
  "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "build/src/main.js"]
CMD ["api"]
