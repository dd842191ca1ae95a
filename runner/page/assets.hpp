#pragma once
/// The files of web/ and the plotting library, as the build embedded them (embed.cmake).

#include <string_view>

namespace assay::page::assets {

extern const std::string_view kPage;   ///< page.html: the frame, with {{names}} for what goes in
extern const std::string_view kStyle;  ///< page.css
extern const std::string_view kD3, kPlot;
extern const std::string_view kScript;  ///< base/*.js, sections/*.js and main.js, one after the other

}  // namespace assay::page::assets
