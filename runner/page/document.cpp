#include "page/document.hpp"

#include <map>

#include "base/sha256.hpp"
#include "page/assets.hpp"
#include "page/base64.hpp"

namespace assay::page {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '&')
      safe += "&amp;";
    else if (c == '"')
      safe += "&quot;";
    else
      safe += c;
  }
  return safe;
}

/// 'sha256-...' of a script, as content security policies name those that may run.
std::string source_of(std::string_view script) {
  const std::string hex = sha256(script);
  std::vector<std::uint8_t> digest;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    digest.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return "'sha256-" + base64(digest) + "'";
}

/// The frame with every {{name}} replaced; what is filled in is not looked at again.
std::string fill(std::string_view frame, const std::map<std::string, std::string_view, std::less<>>& values) {
  std::string text;
  for (std::size_t at = 0;;) {
    const std::size_t open = frame.find("{{", at);
    text += frame.substr(at, open - at);
    if (open == std::string_view::npos) return text;
    const std::size_t close = frame.find("}}", open);
    text += values.at(std::string(frame.substr(open + 2, close - open - 2)));
    at = close + 2;
  }
}

}  // namespace

std::string script_safe(const Json& data) {
  // Bytes that are not UTF-8 become U+FFFD; "<" never appears, so neither "</script" nor "<!--" does.
  const std::string json = data.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return safe;
}

std::string document(const std::string& title, const Json& data) {
  const std::string policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
      "form-action 'none'; script-src " +
      source_of(assets::kD3) + ' ' + source_of(assets::kPlot) + ' ' + source_of(assets::kScript);
  const std::string safe_title = escaped(title), json = script_safe(data);
  return fill(assets::kPage, {{"title", safe_title},
                              {"policy", policy},
                              {"style", assets::kStyle},
                              {"data", json},
                              {"d3", assets::kD3},
                              {"plot", assets::kPlot},
                              {"script", assets::kScript}});
}

}  // namespace assay::page
