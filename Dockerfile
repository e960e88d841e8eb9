# GraphiQL, built from npm packages
FROM node:22-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web ./
RUN npm run build

# The environment of the service: pinned versions, then the wheel with migrations and web assets in it
FROM python:3.13-slim AS python
WORKDIR /src
RUN python -m venv /colophon
ENV PATH=/colophon/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY alembic alembic
COPY service service
COPY --from=web /src/service/web service/web
# The lock only bounds what the wheel asks for: tools of development stay out.
RUN pip install --constraint requirements.lock .

FROM python:3.13-slim
RUN useradd --system --create-home --uid 10001 colophon
COPY --from=python /colophon /colophon
ENV PATH=/colophon/bin:$PATH PYTHONUNBUFFERED=1 COLOPHON_HOST=0.0.0.0 COLOPHON_LOG_FORMAT=json
USER colophon
WORKDIR /home/colophon
EXPOSE 8000
ENTRYPOINT ["colophon"]
CMD ["serve"]
