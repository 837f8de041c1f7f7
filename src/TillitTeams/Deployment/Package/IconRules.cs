using System.Text.Json.Nodes;

namespace TillitTeams.Deployment.Package;

/// <summary>How an app's icons have to be (<i>Teams app package</i>, App icons).</summary>
internal static class IconRules
{
    public static IEnumerable<string> FaultsIn(JsonObject manifest, PackageFiles files) => manifest["icons"]!.AsObject().SelectMany(icon =>
    {
        var (kind, file) = (icon.Key, (string)icon.Value!);
        if (!files.Content.TryGetValue(file, out var bytes))
        {
            return [$"manifest.json, icons.{kind}: there is no {file} in the package, so add it."];
        }

        if (Png.Read(bytes) is not { } image)
        {
            return [$"{file} is no PNG of eight bits a colour, not interlaced: export it as one."];
        }

        var size = kind == "color" ? 192 : 32;
        return image.Width != size || image.Height != size ? [$"{file} has {image.Width} × {image.Height} pixels: draw it with {size} × {size}."]
            : kind == "outline" ? OutlineFaults(file, image)
            : GroundFaults(file, image, mayBeSolid: kind == "color");
    });

    private static IEnumerable<string> OutlineFaults(string file, Png image)
    {
        if (image.Pixels.Any(pixel => pixel.Alpha > 0 && (pixel.Red, pixel.Green, pixel.Blue) != (255, 255, 255)))
        {
            yield return $"{file} has another colour than white: draw it in white alone, 255, 255, 255.";
        }

        if (image.Pixels.All(pixel => pixel.Alpha > 0))
        {
            yield return $"{file} has a ground: draw it on nothing, with alpha 0 around it.";
        }

        if (image.Pixels.All(pixel => pixel.Alpha < 255))
        {
            yield return $"{file} shows nothing that is quite white: draw it with alpha 255.";
        }
    }

    /// <summary>Teams crops it round, square or to six sides.</summary>
    private static IEnumerable<string> GroundFaults(string file, Png image, bool mayBeSolid)
    {
        var edge = image.Pixels.Where((_, at) => at % image.Width is var x && at / image.Width is var y && (x == 0 || y == 0 || x == image.Width - 1 || y == image.Height - 1)).Distinct().ToList();
        if (!edge.All(pixel => pixel.Alpha == 0) && !(mayBeSolid && edge is [{ Alpha: 255 }]))
        {
            yield return $"{file} has no even ground at its edge: let {(mayBeSolid ? "one colour, or nothing," : "nothing")} reach all four sides, without round corners.";
        }
    }
}
