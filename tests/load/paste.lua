-- Sends a page again and again, and counts the answers by their status.

local file = assert(io.open(os.getenv("PAGE"), "rb"))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.path = "/api/v1/parse"
file:close()

local thread
answers = {}

function setup(own)
  thread = own
end

function response(status)
  answers[status] = (answers[status] or 0) + 1
end

function done(summary, latency)
  local errors = summary.errors
  for status, count in pairs(thread:get("answers")) do
    print(("status %d: %d"):format(status, count))
  end
  print(("no answer: %d"):format(errors.connect + errors.read + errors.write + errors.timeout))
  print(("answers a second: %.0f"):format(summary.requests / summary.duration * 1e6))
  print(("half of them within %.2f s, 99 %% within %.2f s, all within %.2f s"):format(
    latency:percentile(50) / 1e6, latency:percentile(99) / 1e6, latency.max / 1e6))
end
