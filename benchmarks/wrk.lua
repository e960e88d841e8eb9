-- wrk -s wrk.lua URL -- BODIES SEED: posts a random line of the file BODIES with each
-- request, or gets it where it begins with a slash: then it is a path.
local requests, count = {}, 0

function init(args)
  math.randomseed(tonumber(args[2]))
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  for line in io.lines(args[1]) do
    count = count + 1
    if line:sub(1, 1) == "/" then
      requests[count] = wrk.format("GET", line)
    else
      requests[count] = wrk.format(nil, nil, nil, line)
    end
  end
end

function request()
  return requests[math.random(count)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
